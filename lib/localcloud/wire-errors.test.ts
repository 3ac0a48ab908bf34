import { expect, test } from 'vitest'
import { GlanceError, KeystoneError } from './wire-errors'

test('Keystone names code, sentence and title', () => {
  expect(JSON.parse(new KeystoneError(404, 'Could not find project: x.').body())).toEqual({
    error: { code: 404, message: 'Could not find project: x.', title: 'Not Found' },
  })
})

test.each([
  [undefined, 'text/html'],
  ['*/*', 'text/html'],
  ['application/json', 'application/json'],
  ['application/json, */*;q=0.5', 'application/json'],
  ['application/json, */*', 'text/html'],
  ['image/png', 'text/plain'],
])('Accept %s gives %s', (accept, type) => {
  expect(new GlanceError(409, 'No').render(accept).contentType).toContain(type)
})

test('HTML escapes the sentence, JSON does not', () => {
  const error = new GlanceError(400, `bad <name> & 'that'`)
  expect(error.render('text/html').body).toContain('bad &lt;name&gt; &amp; &#x27;that&#x27;')
  expect(JSON.parse(error.render('application/json').body)).toEqual({
    message: "bad <name> & 'that'<br /><br />\n\n\n",
    code: '400 Bad Request',
    title: 'Bad Request',
  })
})
