import type { LocalDatabase } from '@/lib/localcloud/db'

/** Fills an empty cloud with images. The image half replaces this file. */
export function seedImages(_db: LocalDatabase, _dir: string, _options: { count?: number }): void {}
