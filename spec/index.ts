/** What an API is: documents are read, checked and compiled into an ApiModel. */

export { compile } from './compile.js'
export { addDuration, durationToMs, parseDuration, resolveMoment } from './duration.js'
export * from './model.js'
export { follow, getPath, isObject, join, resolvePointer, setPath, tokensOf } from './pointer.js'
export { keywordsOf, layersOf, type Property, propertiesOf, schemaName } from './properties.js'
export { parameterNames } from './subject.js'
