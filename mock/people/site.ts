/** A place in the data that a plan makes. */

import type { ApiModel, JsonObject } from '../../spec/index.js'
import type { Shape } from './shape.js'

export type Site = {
  /** Dotted, from the root or from the nearest list's item. */
  readonly path: string
  /** In words: `first name`. */
  readonly name: string
  /** What it stands in, in words: `pet`. */
  readonly parent: string
  /** How deep below the root. */
  readonly depth: number
  /** The `$ref`s that led here. */
  readonly stack: readonly string[]
  readonly inList: boolean
}

/** All that is known of a place when its maker is compiled. */
export type Place = {
  readonly document: JsonObject
  readonly model: ApiModel
  readonly shape: Shape
  readonly site: Site
  /** The hash of its path. */
  readonly place: number
  /** For messages: `Pet.owner`. */
  readonly where: string
}

/** The path of a property there. */
export function pathOf(site: Site, name: string): string {
  if (site.path !== '') return `${site.path}.${name}`
  return site.inList ? `.${name}` : name
}
