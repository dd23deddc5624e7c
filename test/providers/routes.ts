/** Address and method → operation. */

type Route = {
  readonly method: string
  readonly path: string
  readonly operationId: string
  /** Whose id the path has. */
  readonly of?: 'customer' | 'file'
  readonly isForAnybody?: true
}

const ROUTES: readonly Route[] = [
  { method: 'PUT', path: '/auth/api/v1/otp', operationId: 'requestOtp', isForAnybody: true },
  { method: 'POST', path: '/auth/oauth/token', operationId: 'getToken', isForAnybody: true },
  { method: 'GET', path: '/api/v1/users/roles', operationId: 'getRoles' },
  { method: 'GET', path: '/api/v1/customers/current', operationId: 'getCurrentCustomer' },
  { method: 'GET', path: '/api/v1/customers', operationId: 'listCustomers' },
  { method: 'PUT', path: '/api/v1/customers/{id}/current', operationId: 'setCurrentCustomer', of: 'customer' },
  { method: 'GET', path: '/api/v1/customers/{id}/individual/data', operationId: 'getIndividual', of: 'customer' },
  { method: 'PUT', path: '/api/v1/customers/{id}/individual/data', operationId: 'updateIndividual', of: 'customer' },
  { method: 'GET', path: '/api/v1/customers/individual/data', operationId: 'getCurrentIndividual' },
  { method: 'PUT', path: '/api/v1/customers/individual/data', operationId: 'updateCurrentIndividual' },
  { method: 'POST', path: '/api/v1/customers/individual/data', operationId: 'postCurrentIndividual' },
  {
    method: 'PUT',
    path: '/api/v1/identification/individuals/{id}/save',
    operationId: 'saveIdentification',
    of: 'customer',
  },
  {
    method: 'PUT',
    path: '/api/v1/identification/individuals/{id}',
    operationId: 'submitIdentification',
    of: 'customer',
  },
  { method: 'GET', path: '/api/v1/identification/code', operationId: 'getIdentificationCode' },
  { method: 'POST', path: '/api/v1/files', operationId: 'uploadFile' },
  { method: 'GET', path: '/api/v1/files/{id}', operationId: 'getFile', of: 'file' },
  { method: 'DELETE', path: '/api/v1/files/{id}', operationId: 'deleteFile', of: 'file' },
  { method: 'GET', path: '/api/v1/files/{id}/base64', operationId: 'getFileBase64', of: 'file' },
  { method: 'GET', path: '/api/v1/customers/{id}/files', operationId: 'listCustomerFiles', of: 'customer' },
  { method: 'POST', path: '/api/v1/customers/{id}/files', operationId: 'addCustomerFile', of: 'customer' },
  { method: 'GET', path: '/api/v1/countries', operationId: 'listCountries' },
  { method: 'GET', path: '/api/v1/genders', operationId: 'listGenders' },
  { method: 'GET', path: '/api/v1/documents/types', operationId: 'listDocumentTypes' },
  { method: 'GET', path: '/api/v1/directory/{code}', operationId: 'getDirectory' },
]

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: { readonly [name: string]: string } }
  | { readonly kind: 'no path' }
  | { readonly kind: 'no method'; readonly allowed: readonly string[] }

const patterns = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

export function matchRoute(method: string, path: string): Match {
  const there = patterns.filter(({ pattern }) => pattern.test(path))
  if (there.length === 0) return { kind: 'no path' }
  const found = there.find(({ route }) => route.method === method)
  if (found === undefined) return { kind: 'no method', allowed: there.map(({ route }) => route.method) }
  return { kind: 'route', route: found.route, params: found.pattern.exec(path)?.groups ?? {} }
}
