/** What an API is: documents are read, checked and compiled into an ApiModel. */

export { compile } from './compile.js'
export { isJsonType, jsonEntry, responseFor, successOf, successSchema } from './content.js'
export { authorizationOf, decodeBasic } from './credentials.js'
export { addDuration, durationToMs, parseDuration, resolveMoment } from './duration.js'
export * from './model.js'
export { isItemPath, parameterNames } from './path-template.js'
export { follow, getPath, isObject, join, resolvePointer, setPath, tokensOf } from './pointer.js'
export { keywordsOf, layersOf, ownPropertiesOf, type Property, propertiesOf, schemaName } from './properties.js'
