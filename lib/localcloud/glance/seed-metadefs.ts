import type { LocalDatabase } from '@/lib/localcloud/db'

export function seedMetadefs(_db: LocalDatabase): void {}
