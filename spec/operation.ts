/** Operations of the document (OpenAPI 3.1, section 4.8.10) → {@link Operation}s, without what they work on. */

import {
  type JsonObject,
  type JsonValue,
  METHODS,
  type Operation,
  type Parameter,
  type Pointer,
  type RequestBody,
  type Response,
  type ResponseContent,
} from './model.js'
import { follow, isObject, join } from './pointer.js'

/** Every operation under `paths`, in the document's order. */
export function compileOperations(document: JsonObject): readonly Operation[] {
  const paths = isObject(document['paths']) ? document['paths'] : {}
  return Object.keys(paths)
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => {
      const item = follow(document, join('/paths', path))
      if (item === undefined || !isObject(item.value)) return []
      const { pointer, value } = item
      return METHODS.filter((method) => isObject(value[method.toLowerCase()])).map((method) =>
        compileOperation(document, path, method, value, join(pointer, method.toLowerCase())),
      )
    })
}

function compileOperation(
  document: JsonObject,
  path: string,
  method: Operation['method'],
  item: JsonObject,
  pointer: Pointer,
): Operation {
  const node = item[method.toLowerCase()] as JsonObject
  const body = compileBody(document, join(pointer, 'requestBody'))
  const security = node['security'] ?? document['security']
  const parent = pointer.slice(0, pointer.lastIndexOf('/'))
  return {
    id: typeof node['operationId'] === 'string' ? node['operationId'] : `${method.toLowerCase()} ${path}`,
    method,
    path,
    pointer,
    deprecated: node['deprecated'] === true,
    parameters: mergeParameters(
      compileParameters(document, item['parameters'], join(parent, 'parameters')),
      compileParameters(document, node['parameters'], join(pointer, 'parameters')),
    ),
    ...(body !== undefined && { body }),
    responses: compileResponses(document, node['responses'], join(pointer, 'responses')),
    security: Array.isArray(security) ? security.map((requirement) => Object.keys(requirement ?? {})) : [],
    governedBy: [],
  }
}

/** An operation's own parameters replace those of its path: same name and place. */
function mergeParameters(shared: readonly Parameter[], own: readonly Parameter[]): readonly Parameter[] {
  return [...shared.filter(({ name, in: place }) => !own.some((one) => one.name === name && one.in === place)), ...own]
}

const DEFAULT_STYLE = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const

function compileParameters(document: JsonObject, list: JsonValue | undefined, pointer: Pointer): readonly Parameter[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((_, index): Parameter[] => {
    const place = follow(document, join(pointer, index))
    if (place === undefined || !isObject(place.value)) return []
    const { name, in: where, required, style, explode, content } = place.value
    if (typeof name !== 'string' || !isPlace(where)) return []
    // OpenAPI 3.1, 4.8.12.2: header parameters named Accept, Content-Type and Authorization are ignored.
    if (where === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return []
    const chosen = typeof style === 'string' ? style : DEFAULT_STYLE[where]
    const mediaType = isObject(content) ? Object.keys(content)[0] : undefined
    return [
      {
        name,
        in: where,
        required: required === true || where === 'path',
        style: mediaType === undefined ? chosen : 'content',
        explode: typeof explode === 'boolean' ? explode : chosen === 'form',
        schema:
          mediaType === undefined ? join(place.pointer, 'schema') : join(place.pointer, 'content', mediaType, 'schema'),
        pointer: place.pointer,
      },
    ]
  })
}

function isPlace(value: unknown): value is Parameter['in'] {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie'
}

function compileBody(document: JsonObject, pointer: Pointer): RequestBody | undefined {
  const place = follow(document, pointer)
  if (place === undefined || !isObject(place.value)) return undefined
  const content = isObject(place.value['content']) ? place.value['content'] : {}
  return {
    required: place.value['required'] === true,
    content: Object.fromEntries(
      Object.entries(content).map(([type, media]) => [
        type.toLowerCase(),
        isObject(media) && media['schema'] !== undefined ? join(place.pointer, 'content', type, 'schema') : undefined,
      ]),
    ),
    pointer: place.pointer,
  }
}

function compileResponses(document: JsonObject, value: JsonValue | undefined, pointer: Pointer): readonly Response[] {
  if (!isObject(value)) return []
  return Object.keys(value)
    .filter((status) => !status.startsWith('x-'))
    .flatMap((status): Response[] => {
      const place = follow(document, join(pointer, status))
      if (place === undefined || !isObject(place.value)) return []
      const { content, headers } = place.value
      return [
        {
          status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
          content: Object.fromEntries(
            Object.entries(isObject(content) ? content : {}).map(([type, media]) => [
              type.toLowerCase(),
              compileContent(document, media, join(place.pointer, 'content', type)),
            ]),
          ),
          headers: Object.fromEntries(
            Object.keys(isObject(headers) ? headers : {}).flatMap((name) => {
              const header = follow(document, join(place.pointer, 'headers', name))
              if (header === undefined || !isObject(header.value)) return []
              return [
                [
                  name.toLowerCase(),
                  {
                    required: header.value['required'] === true,
                    ...(header.value['schema'] !== undefined && { schema: join(header.pointer, 'schema') }),
                  },
                ],
              ]
            }),
          ),
          pointer: place.pointer,
        },
      ]
    })
}

function compileContent(document: JsonObject, media: JsonValue, pointer: Pointer): ResponseContent {
  if (!isObject(media)) return { examples: {}, exampleRefs: {} }
  const named = isObject(media['examples']) ? media['examples'] : {}
  const examples: { [name: string]: JsonValue } = {}
  const exampleRefs: { [name: string]: string } = {}
  if (media['example'] !== undefined) examples['example'] = media['example']
  for (const [name, entry] of Object.entries(named)) {
    const ref = isObject(entry) && typeof entry['$ref'] === 'string' ? entry['$ref'] : undefined
    const component = ref === undefined ? undefined : /^#\/components\/examples\/(.+)$/.exec(ref)?.[1]
    if (component !== undefined) exampleRefs[name] = component
    const place = follow(document, join(pointer, 'examples', name))
    if (place !== undefined && isObject(place.value) && place.value['value'] !== undefined) {
      examples[name] = place.value['value']
    }
  }
  return { examples, exampleRefs, ...(media['schema'] !== undefined && { schema: join(pointer, 'schema') }) }
}
