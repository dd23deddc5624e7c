/** What is wrong with the annotations of a document (`x-…`). Nothing is taken for granted: they are read as they came. */

import { describe, orList } from './describe.js'
import { resolveMoment } from './duration.js'
import type { PointerFault } from './fault.js'
import { checkExampleName, findLifecycleFaults, lifecycleIdsOf } from './lifecycle-faults.js'
import { ACTIONS, type JsonObject, type JsonValue } from './model.js'
import { componentsOf, type Names, namesOf } from './names.js'
import { isObject, join, tokensOf } from './pointer.js'
import { keywordsOf, ownPropertiesOf } from './properties.js'
import { createScene, type Scene } from './scene.js'
import { didYouMean, meant } from './suggest.js'
import { ANNOTATIONS, type Annotation, PROBLEMS } from './vocabulary.js'
import { type Kind, walk } from './walk.js'

/** Checks every annotation of a document, raw or upgraded: the lifecycles and all the others. */
export function findVocabularyFaults(document: JsonObject): PointerFault[] {
  const faults: PointerFault[] = []
  const names = namesOf(document)
  walk(document, (kind, value, pointer) => {
    if (!isObject(value)) return
    for (const [name, annotation] of Object.entries(value)) {
      if (name.startsWith('x-')) checkAnnotation(name, annotation, kind, createScene(document, faults, pointer), names)
    }
  })
  return [...faults, ...findLifecycleFaults(document, names)]
}

function checkAnnotation(name: string, value: JsonValue, kind: Kind, scene: Scene, names: Names): void {
  if (!isAnnotation(name)) {
    const hint = didYouMean(name, Object.keys(ANNOTATIONS))
    // Others have their own extensions: only what looks like a slip is told.
    if (hint !== '') scene.warn(`Specimen does not know "${name}".${hint}`, name)
    return
  }
  const home = ANNOTATIONS[name]
  if (kind !== home) {
    scene.warn(`"${name}" belongs on ${HOMES[home]}; here it says nothing.`, name)
    return
  }
  CHECKS[name](value, scene.at(name), names)
}

function isAnnotation(name: string): name is Annotation {
  return Object.hasOwn(ANNOTATIONS, name)
}

const HOMES = {
  document: 'the document itself',
  schema: 'a schema',
  operation: 'an operation',
  securityScheme: 'a security scheme',
}

const CHECKS: { readonly [A in Annotation]: (value: JsonValue, scene: Scene, names: Names) => void } = {
  'x-specimen': checkSpecimen,
  'x-lifecycle': checkHome,
  'x-resource': checkResource,
  'x-refusal': (value, scene, { examples }) => checkExampleName(value, examples, scene),
  'x-faker': checkFaker,
  'x-compute': checkCompute,
  'x-stamp': checkStamp,
  'x-reference': checkReference,
  'x-timestamp': checkTimestamp,
  'x-after': checkMoment,
  'x-before': checkMoment,
  'x-immutable': checkImmutable,
  'x-subject': checkSubject,
  'x-tokens': checkTokens,
  'x-caller': checkSchemaName,
}

const SPECIMEN_WORDS = ['personas', 'scenarios', 'handlers', 'problems']
const PROBLEM_WORDS = ['name', 'detail', 'fields', 'examples']

function checkSpecimen(value: JsonValue, scene: Scene, names: Names): void {
  if (!checkObject(value, SPECIMEN_WORDS, '"x-specimen"', scene)) return
  for (const name of ['personas', 'scenarios', 'handlers']) checkText(value[name], 'the name of a file', scene.at(name))
  const { problems } = value
  const there = scene.at('problems')
  if (problems === undefined || !checkObject(problems, PROBLEM_WORDS, '"problems"', there)) return
  for (const name of ['name', 'detail', 'fields']) checkText(problems[name], 'the name of a property', there.at(name))
  checkProblemExamples(problems.examples, there.at('examples'), names)
  checkProblemName(problems.name, there.at('name'))
}

/** Told only where error bodies have properties, and none of them this one. */
function checkProblemName(name: JsonValue | undefined, { document, warn }: Scene): void {
  if (typeof name !== 'string') return
  const known = new Set<string>()
  walk(document, (kind, _value, pointer) => {
    if (kind !== 'mediaType' || !isErrorPlace(tokensOf(pointer))) return
    for (const { path } of ownPropertiesOf(document, join(pointer, 'schema'))) known.add(path)
  })
  if (known.size === 0 || known.has(name)) return
  warn(`No error body has a property "${name}".${didYouMean(name, [...known])}`)
}

/** A response of `components` may be anybody's. */
function isErrorPlace(tokens: readonly string[]): boolean {
  const at = tokens.indexOf('responses')
  return at >= 0 && (tokens[at - 1] === 'components' || /^([45]|default)/i.test(tokens[at + 1] ?? ''))
}

function checkProblemExamples(examples: JsonValue | undefined, scene: Scene, names: Names): void {
  if (examples === undefined) return
  if (!isObject(examples)) {
    scene.report(
      `Here belong problems and their examples, like {token-missing: TokenMissing}; it is ${describe(examples)}.`,
    )
    return
  }
  for (const [problem, example] of Object.entries(examples)) {
    if (!(PROBLEMS as readonly string[]).includes(problem)) {
      scene.report(`There is no problem "${problem}".${didYouMean(problem, PROBLEMS)}`, problem)
    }
    if (typeof example === 'string' && names.examples.includes(example)) continue
    scene.report(`components.examples has no ${describe(example)}.${meant(example, names.examples)}`, problem)
  }
}

/** What a lifecycle says is checked in `lifecycle-faults.ts`; here, whether it is read at all. */
function checkHome(_value: JsonValue, { pointer, warn }: Scene, { schemas: [first] }: Names): void {
  const [root, section, , annotation] = tokensOf(pointer)
  if (root === 'components' && section === 'schemas' && annotation?.startsWith('x-')) return
  const example = first === undefined ? '' : `, like ${first}`
  warn(
    `A lifecycle or a resource belongs on a schema with a name of its own (components.schemas)${example}; here it says nothing.`,
  )
}

const RESOURCE_WORDS = ['key', 'keys', 'fresh', 'owner']
const KEYS_WORDS = ['minimum', 'maximum']

function checkResource(value: JsonValue, scene: Scene, names: Names): void {
  checkHome(value, scene, names)
  if (!checkObject(value, RESOURCE_WORDS, '"x-resource"', scene)) return
  const { key, keys, fresh, owner } = value
  const resource = tokensOf(scene.pointer).at(-2) ?? 'The resource'
  const paths = names.pathsOf(resource)
  checkPath(key, paths, resource, scene.at('key'))
  if (owner !== '$caller') checkPath(owner, ['$caller', ...paths], resource, scene.at('owner'))
  checkKeys(keys, scene.at('keys'))
  if (fresh === undefined || !checkObject(fresh, ['satisfies'], '"fresh"', scene.at('fresh'))) return
  checkSatisfies(fresh.satisfies, scene.at('fresh', 'satisfies'), names)
}

function checkKeys(keys: JsonValue | undefined, scene: Scene): void {
  if (keys === undefined || !checkObject(keys, KEYS_WORDS, '"keys"', scene)) return
  const { minimum = 1, maximum } = keys
  if (!Number.isInteger(minimum)) {
    scene.report(`"minimum" must be a whole number; it is ${describe(minimum)}.`, 'minimum')
    return
  }
  if (!Number.isInteger(maximum)) {
    scene.report(
      `"keys" needs a maximum, a whole number; it is ${describe(maximum)}.`,
      ...(maximum === undefined ? [] : ['maximum']),
    )
    return
  }
  if (Number(maximum) < Number(minimum)) {
    scene.report(`There is no key from ${minimum} to ${maximum}: the maximum is below the minimum.`, 'maximum')
  }
}

function checkSatisfies(satisfies: JsonValue | undefined, scene: Scene, names: Names): void {
  if (satisfies === undefined) return
  if (!Array.isArray(satisfies)) {
    scene.report(`"satisfies" is a list of schema names; it is ${describe(satisfies)}.`)
    return
  }
  for (const [index, name] of satisfies.entries()) checkSchemaName(name, scene.at(index), names)
}

function checkSchemaName(name: JsonValue, { report }: Scene, { schemas }: Names): void {
  if (typeof name === 'string' && schemas.includes(name)) return
  report(`components.schemas has no ${describe(name)}.${meant(name, schemas)}`)
}

function checkPath(path: JsonValue | undefined, paths: readonly string[], resource: string, { report }: Scene): void {
  if (path === undefined || (typeof path === 'string' && paths.includes(path))) return
  report(`${resource} has no property ${describe(path)}.${meant(path, paths)}`)
}

function checkFaker(value: JsonValue, { report }: Scene): void {
  const method = isObject(value) && Object.keys(value).length === 1 ? Object.keys(value)[0] : value
  if (typeof method === 'string' && /^[a-z]\w*\.[a-z]\w*$/i.test(method)) return
  report(
    `Here belongs the name of a Faker method, like person.firstName, or {method: argument}; it is ${describe(value)}.`,
  )
}

function checkCompute(value: JsonValue, { report }: Scene, { hasPath, everyPath }: Names): void {
  if (typeof value !== 'string') {
    report(`Here belongs a text like "{last_name} {first_name}"; it is ${describe(value)}.`)
    return
  }
  const names = [...value.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  if (names.length === 0) report(`${describe(value)} names no property; write them in braces, like {last_name}.`)
  // What is composed lies in the model around the property, whichever that is.
  for (const name of names) {
    if (!hasPath(name)) report(`No schema has a property "${name}".${didYouMean(name, everyPath())}`)
  }
}

function checkStamp(value: JsonValue, { document, report }: Scene): void {
  const stamps = ['created', 'modified', ...lifecycleIdsOf(document)]
  if (typeof value === 'string' && stamps.includes(value)) return
  report(`A stamp is ${orList(stamps)}; it is ${describe(value)}.${meant(value, stamps)}`)
}

function checkReference(value: JsonValue, scene: Scene, names: Names): void {
  if (!checkObject(value, ['to', 'by'], '"x-reference"', scene)) return
  const { to, by } = value
  const { document, report } = scene
  const directory = typeof to === 'string' ? componentsOf(document, 'examples')[to] : undefined
  const entries = isObject(directory) ? directory.value : undefined
  if (typeof to === 'string' && names.schemas.includes(to)) {
    checkBy(by, names.pathsOf(to), to, scene)
    return
  }
  if (!Array.isArray(entries)) {
    const message = `There is no directory (a list in components.examples) and no schema ${describe(to)}.`
    report(`${message}${meant(to, [...names.directories, ...names.schemas])}`, ...(to === undefined ? [] : ['to']))
    return
  }
  const strays = entries.findIndex((entry) => !isObject(entry))
  if (strays >= 0) {
    report(`The entries of ${to} must be objects; entry ${strays} is ${describe(entries[strays])}.`, 'to')
    return
  }
  checkBy(by, Object.keys(entries[0] ?? {}), String(to), scene)
}

function checkBy(by: JsonValue | undefined, names: readonly string[], to: string, { report }: Scene): void {
  if (by === undefined) {
    report(`"x-reference" needs a by: the property that finds the entry of ${to}.`)
    return
  }
  if (typeof by === 'string' && names.includes(by)) return
  report(`The entries of ${to} have no property ${describe(by)}.${meant(by, names)}`, 'by')
}

function checkTimestamp(value: JsonValue, { report }: Scene): void {
  const forms = Array.isArray(value) ? value : [value]
  if (forms.length > 0 && forms.every((form) => typeof form === 'string' && /YYYY/.test(form))) return
  report(`Here belong forms of a date, like [YYYY-MM-DDTHH:mm:ss.SSSZZ, YYYY-MM-DD]; it is ${describe(value)}.`)
}

function checkMoment(value: JsonValue, { document, pointer, report, warn }: Scene): void {
  if (typeof value !== 'string' || resolveMoment(value, 0) === undefined) {
    report(`Here belongs now, or a moment like now-P18Y or now+P7D; it is ${describe(value)}.`)
    return
  }
  const schema = join('', ...tokensOf(pointer).slice(0, -1))
  const keywords = keywordsOf(document, schema)
  const dated = 'x-timestamp' in keywords || keywords.format === 'date' || keywords.format === 'date-time'
  if (!dated) warn('This says nothing where neither "x-timestamp" nor a "format" says how its dates are written.')
}

function checkImmutable(value: JsonValue, { report }: Scene): void {
  if (typeof value !== 'boolean') report(`"x-immutable" must be true or false; it is ${describe(value)}.`)
}

const SUBJECT_WORDS = ['resource', 'action', 'key', 'at']

function checkSubject(value: JsonValue, scene: Scene, names: Names): void {
  if (!checkObject(value, SUBJECT_WORDS, '"x-subject"', scene)) return
  const { resource, action, key, at } = value
  if (resource !== undefined) checkSchemaName(resource, scene.at('resource'), names)
  if (action !== undefined && !(ACTIONS as readonly JsonValue[]).includes(action)) {
    scene.report(`An action is ${orList(ACTIONS)}; it is ${describe(action)}.${meant(action, ACTIONS)}`, 'action')
  }
  if (key !== undefined) checkKeyExpression(key, scene.at('key'))
  if (at === undefined) return
  const paths = typeof resource === 'string' ? names.pathsOf(resource) : []
  if (typeof at !== 'string' || (paths.length > 0 && !paths.includes(at))) {
    scene.report(
      `${typeof resource === 'string' ? resource : 'The resource'} has no property ${describe(at)}.${meant(at, paths)}`,
      'at',
    )
  }
}

/** OpenAPI's runtime expressions, as far as they speak of the request, and `$caller`. */
function checkKeyExpression(key: JsonValue, { pointer, report }: Scene): void {
  if (key === '$caller') return
  if (typeof key !== 'string' || !/^\$request\.((path|query|header)\.[^.]+|body(#\/.*)?)$/.test(key)) {
    report(`A key is an expression like $request.path.id, $request.body#/id or $caller; it is ${describe(key)}.`)
    return
  }
  const name = key.match(/^\$request\.path\.(.+)$/)?.[1]
  const [, path = ''] = tokensOf(pointer)
  if (name === undefined || path.includes(`{${name}}`)) return
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, one = '']) => one)
  report(`The path "${path}" has no {${name}}.${didYouMean(name, names)}`)
}

function checkTokens(value: JsonValue, { report }: Scene): void {
  if (typeof value === 'string' && value.includes('{key}')) return
  report(`Here belongs a token with the caller's key in it, like customer-{key}; it is ${describe(value)}.`)
}

function checkText(value: JsonValue | undefined, noun: string, { report }: Scene): void {
  if (value === undefined || (typeof value === 'string' && value !== '')) return
  report(`Here belongs ${noun}; it is ${describe(value)}.`)
}

/** Whether it is an object; what it has that it may not have is told. */
function checkObject(value: JsonValue, words: readonly string[], noun: string, { report }: Scene): value is JsonObject {
  if (!isObject(value)) {
    report(`${noun} is an object that may have ${words.join(', ')}; it is ${describe(value)}.`)
    return false
  }
  for (const word of Object.keys(value)) {
    if (words.includes(word) || word.startsWith('x-')) continue
    report(`${noun} has no "${word}"; it may have ${words.join(', ')}.${didYouMean(word, words)}`, word)
  }
  return true
}
