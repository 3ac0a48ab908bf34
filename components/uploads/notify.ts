const memory = 'vitrine-upload-notify'

/** True when the person wants, and the browser allows, a notification at the end. */
export function isNotifying(): boolean {
  return (
    typeof Notification !== 'undefined' &&
    Notification.permission === 'granted' &&
    localStorage.getItem(memory) === 'on'
  )
}

/** True when the browser can notify and has not been told never to. */
export function canNotify(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission !== 'denied'
}

/** Turns the notification on, asking the browser's permission first, or off. Returns what holds. */
export async function setNotifying(isOn: boolean): Promise<boolean> {
  if (isOn && (await Notification.requestPermission()) !== 'granted') return false
  localStorage.setItem(memory, isOn ? 'on' : 'off')
  return isNotifying()
}
