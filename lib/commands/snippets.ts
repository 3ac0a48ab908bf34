import type { ImageCommand, Snippet } from './command'
import { curlSnippet } from './curl'
import { openstackSnippet } from './openstack-client'
import { pythonSnippet } from './python-sdk'
import { terraformSnippet } from './terraform'

/** What a command needs to know of the cloud: public addresses only, never a token. */
export type CloudAddress = {
  /** Glance's public address without the version; unknown where the catalogue has none. */
  imageUrl: string | undefined
}

/** An action as commands of every tool that can do it. */
export function snippetsFor(command: ImageCommand, { imageUrl }: CloudAddress): Snippet[] {
  const all = [
    openstackSnippet(command),
    curlSnippet(command, imageUrl),
    pythonSnippet(command),
    terraformSnippet(command),
  ]
  return all.flatMap((snippet) => {
    // Neither text nor reason: the tool has no word for the whole thing.
    const isEmpty = !snippet || (snippet.text === '' && snippet.beyond.length === 0)
    return isEmpty ? [] : [snippet]
  })
}
