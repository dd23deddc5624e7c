import { expect, test } from 'vitest'
import { didYouMean, nearest } from './suggest.js'

test.each([
  ['a letter too few', 'pasport', ['passport', 'name'], 'passport'],
  ['two letters swapped', 'x-lifecylce', ['x-resource', 'x-lifecycle'], 'x-lifecycle'],
  ['capitals that differ', 'LISTPETS', ['createPets', 'listPets'], 'listPets'],
  ['the nearest of several', 'stat', ['state', 'states', 'start'], 'state'],
  ['nothing that is close', 'owner', ['state', 'kind'], undefined],
  ['no candidates', 'owner', [], undefined],
  ['a short word is not bent into another', 'id', ['at'], undefined],
])('finds the likely name: %s', (_name, word, candidates, likely) => {
  expect(nearest(word, candidates)).toBe(likely)
})

test('the likely name comes as a sentence to put behind another, or not at all', () => {
  expect(didYouMean('pasport', ['passport'])).toBe(' Did you mean "passport"?')
  expect(didYouMean('owner', ['state'])).toBe('')
})
