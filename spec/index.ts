export type { ApiModel } from './model.js'
export * from './model.js'
