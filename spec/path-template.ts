/** Paths as documents write them: `/pets/{petId}`. */

/** The names in a path's braces, in order. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => String(match[1]))
}

/** `/pets/{petId}`, `/pets/{petId}.json`: one of many. */
export function isItemPath(path: string): boolean {
  return /\{[^}]+\}[^/{]*\/?$/.test(path)
}

/** Where the many are: `/pets/{petId}.json` → `/pets.json`, `/pets`. */
export function collectionPaths(itemPath: string): readonly string[] {
  const [, parent = '', suffix = ''] = /^(.*)\/[^/]*\}([^/}]*)\/?$/.exec(itemPath) ?? []
  return [parent + suffix, parent, `${parent}/`]
}

/** `/recipes/{slug}` → `recipes`: what a path's things are called where no schema has a name. */
export function wordOf(path: string): string {
  const words = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'))
  return words.at(-1)?.replace(/\.\w+$/, '') ?? path
}

/** Whether a path lies below an item's: `/users/{id}/posts` and `/users/{id}`. */
export function liesBelow(path: string, itemPath: string): boolean {
  return path.startsWith(`${itemPath.replace(/\/$/, '')}/`)
}
