const mark = /^\d{1,3} % · /

/**
 * The tab's title with the progress of all uploads before it, or without when there is none.
 *
 * @param share From 0 to 1; null takes the mark away.
 */
export function titleWithProgress(title: string, share: number | null): string {
  const plain = title.replace(mark, '')
  return share === null ? plain : `${Math.floor(share * 100)} % · ${plain}`
}
