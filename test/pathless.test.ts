/** Collections whose things have no path of their own are kept all the same. */

import { expect, test } from 'vitest'
import { createMockOf } from '../mock/index.js'
import { compile, type JsonObject } from '../spec/index.js'

const json = (schema: JsonObject) => ({ content: { 'application/json': { schema } } })
const NOTE = { $ref: '#/components/schemas/Note' }
const document: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1.0.0' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        responses: { 200: { description: 'all', ...json({ type: 'array', items: NOTE }) } },
      },
      post: {
        operationId: 'addNote',
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['text'], properties: { text: { type: 'string' } } }),
        },
        responses: { 201: { description: 'made', ...json(NOTE) } },
      },
    },
  },
  components: {
    schemas: {
      Note: {
        type: 'object',
        required: ['id', 'text'],
        properties: { id: { type: 'string', format: 'uuid' }, text: { type: 'string' } },
      },
    },
  },
}

test('what is posted to a list is in it, each with an id of its own', async () => {
  const mock = createMockOf(compile(document, 'notes.yaml'))
  const add = async (text: string) => {
    const body = JSON.stringify({ text })
    const reply = await mock.request('/notes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(reply.status).toBe(201)
    return (await reply.json()) as { id: string; text: string }
  }
  const [milk, eggs] = [await add('milk'), await add('eggs')]
  expect(milk.text).toBe('milk')
  expect(milk.id).not.toBe(eggs.id)
  expect(await (await mock.request('/notes')).json()).toEqual(expect.arrayContaining([milk, eggs]))
})
