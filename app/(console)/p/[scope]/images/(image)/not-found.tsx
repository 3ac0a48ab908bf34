import { ImageMissing } from '@/components/images/image-missing'

export default function ImageNotFound() {
  return <ImageMissing />
}
