import type { LocalDatabase } from './db'
import { seedImages } from './glance/seed-images'
import { seedAccounts } from './keystone/seed-accounts'

/**
 * Fills a cloud at its first start; later starts find the mark and change nothing.
 * Accounts and images go in separately, so that a kill between them is made good at the next start.
 */
export function seedCloud(db: LocalDatabase, dir: string, images: number | undefined): void {
  db.exec('create table if not exists seeded (part text primary key)')
  // Work and mark go in together: a kill in between leaves neither.
  const once = (part: string, work: () => void) => {
    db.transaction(() => {
      if (db.get('select part from seeded where part = ?', part)) return
      work()
      db.run('insert into seeded (part) values (?)', part)
    })
  }
  once('accounts', () => seedAccounts(db))
  once('images', () => seedImages(db, dir, images === undefined ? {} : { count: images }))
}
