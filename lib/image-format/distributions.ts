/** A system that can be known by a file's name. */
export type Distribution = {
  /** As people write it. */
  label: string
  /** Glance's `os_distro`: libosinfo's word, or the ID of os-release where libosinfo has none. */
  distro: string
  osType: 'linux' | 'windows' | null
  /** Matched against the lower-case name with `-` between its words. */
  name: RegExp
  /** The first group of the first pattern that matches is the version. */
  versions: RegExp[]
  /** Words that stand for a version. */
  codenames?: Record<string, string>
}

const linux = { osType: 'linux' } as const
/** A number of two parts that is not a piece of a longer one, such as a date. */
const twoParts = /(?<![\d.])(\d{1,2}\.\d{1,2})(?!\d)/
const onePart = /(?<![\d.])(\d{1,2})(?![\d.]|-?bit)/

const ubuntuCodenames = {
  trusty: '14.04',
  xenial: '16.04',
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  mantic: '23.10',
  noble: '24.04',
  oracular: '24.10',
  plucky: '25.04',
  questing: '25.10',
  resolute: '26.04',
}
const debianCodenames = {
  stretch: '9',
  buster: '10',
  bullseye: '11',
  bookworm: '12',
  trixie: '13',
  forky: '14',
  sid: 'sid',
}
const words = (names: Record<string, string>) => Object.keys(names).join('|')

/** Tried in this order: more special names come first. */
export const distributions: Distribution[] = [
  {
    ...linux,
    label: 'Ubuntu',
    distro: 'ubuntu',
    name: new RegExp(`ubuntu|\\b(${words(ubuntuCodenames)})-(server|minimal|live|desktop)`),
    versions: [/(?<![\d.])(\d{2}\.(?:04|10))(?!\d)/],
    codenames: ubuntuCodenames,
  },
  {
    ...linux,
    label: 'Debian',
    distro: 'debian',
    name: /\bdebian/,
    versions: [/debian(?:-[a-z]+)*?-?(\d{1,2})(?!\d)/],
    codenames: debianCodenames,
  },
  {
    ...linux,
    label: 'CentOS Stream',
    distro: 'centos',
    name: /\bcentos-?(\d+-?)?stream/,
    versions: [/centos-?(\d{1,2})-?stream/, onePart],
  },
  {
    ...linux,
    label: 'CentOS',
    distro: 'centos',
    name: /\bcentos/,
    versions: [/centos(?:-linux|-atomic-host)?-?(\d{1,2}(?:\.\d{1,2})?)(?!\d)/, onePart],
  },
  {
    ...linux,
    label: 'Rocky Linux',
    distro: 'rocky',
    name: /\brocky/,
    versions: [twoParts, onePart],
  },
  {
    ...linux,
    label: 'AlmaLinux',
    distro: 'almalinux',
    name: /\balma-?(linux|\d)/,
    versions: [twoParts, onePart],
  },
  {
    ...linux,
    label: 'Oracle Linux',
    distro: 'ol',
    name: /\boracle-?linux|\bol-?\d/,
    versions: [/\bol-?(\d{1,2}u\d{1,2})/, twoParts, /(?:linux|ol)-?(?:r)?(\d{1,2})(?!\d)/],
  },
  { ...linux, label: 'Red Hat CoreOS', distro: 'rhcos', name: /\brhcos/, versions: [twoParts] },
  {
    ...linux,
    label: 'Red Hat Enterprise Linux',
    distro: 'rhel',
    name: /\brhel|\bred-?hat-enterprise/,
    versions: [/(?<!\d)(\d{1,2}\.\d{1,2})(?!\d)/, /rhel-?(\d{1,2})(?!\d)/, onePart],
  },
  {
    ...linux,
    label: 'Fedora CoreOS',
    distro: 'fedora-coreos',
    name: /\bfedora-coreos/,
    versions: [/coreos-(\d{2})(?=\.)/, onePart],
  },
  {
    ...linux,
    label: 'Fedora',
    distro: 'fedora',
    name: /\bfedora|\bf\d{2}-(server|cloud|workstation)/,
    versions: [/(?<![\d.])f?([1-9]\d)(?![\d.])/, /(?<![\d.])([1-9]\d)(?!\d)/],
  },
  {
    ...linux,
    label: 'openSUSE',
    distro: 'opensuse',
    name: /opensuse|\btumbleweed|\bleap-\d/,
    versions: [/(tumbleweed|microos)/, /(?<![\d.])(\d{1,2}\.\d)(?!\d)/],
  },
  {
    ...linux,
    label: 'SUSE Linux Enterprise Server',
    distro: 'sles',
    name: /\bsles?-?\d|\bsuse-linux-enterprise-server/,
    versions: [/(?:sles?|server)-?(\d{1,2}(?:-?sp-?\d|\.\d)?)(?!\d)/],
  },
  {
    ...linux,
    label: 'CirrOS',
    distro: 'cirros',
    name: /\bcirros/,
    versions: [/(?<![\d.])(\d\.\d\.\d+)(?![\d.])/, twoParts],
  },
  {
    ...linux,
    label: 'Alpine Linux',
    distro: 'alpine',
    name: /\balpine/,
    versions: [twoParts, /\b(edge)\b/],
  },
  { ...linux, label: 'Arch Linux', distro: 'arch', name: /\barch-?linux|^arch\b/, versions: [] },
  { ...linux, label: 'Gentoo', distro: 'gentoo', name: /\bgentoo/, versions: [] },
  { ...linux, label: 'Kali Linux', distro: 'kali', name: /\bkali/, versions: [/(20\d\d\.\d)/] },
  { ...linux, label: 'NixOS', distro: 'nixos', name: /\bnixos/, versions: [twoParts] },
  {
    ...linux,
    label: 'Flatcar Container Linux',
    distro: 'flatcar',
    name: /\bflatcar/,
    versions: [/(\d{4}\.\d\.\d)/],
  },
  {
    ...linux,
    label: 'Amazon Linux',
    distro: 'amzn',
    name: /\bamzn|\bamazon-?linux|\bal20\d\d/,
    versions: [/\b(?:al|amzn-?)(20\d\d)/, /\bamzn(2)/, /linux-?(20\d\d|2)/],
  },
  {
    ...linux,
    label: 'VMware Photon OS',
    distro: 'photon',
    name: /\bphoton/,
    versions: [twoParts, onePart],
  },
  {
    ...linux,
    label: 'openEuler',
    distro: 'openeuler',
    name: /\bopeneuler/,
    versions: [/(?<![\d.])(\d{2}\.\d{2})(?!\d)/],
  },
  {
    ...linux,
    label: 'Anolis OS',
    distro: 'anolis',
    name: /\banolis/,
    versions: [twoParts, onePart],
  },
  {
    ...linux,
    label: 'openKylin',
    distro: 'openkylin',
    name: /\bopenkylin/,
    versions: [twoParts, onePart],
  },
  { ...linux, label: 'Kylin', distro: 'kylin', name: /\bkylin/, versions: [/\b(v\d{1,2})/] },
  { ...linux, label: 'deepin', distro: 'deepin', name: /\bdeepin/, versions: [twoParts, onePart] },
  { osType: null, label: 'FreeBSD', distro: 'freebsd', name: /\bfreebsd/, versions: [twoParts] },
  {
    osType: null,
    label: 'OpenBSD',
    distro: 'openbsd',
    name: /\bopenbsd/,
    versions: [/(?<![\d.])(\d\.\d)(?!\d)/],
  },
  { osType: null, label: 'NetBSD', distro: 'netbsd', name: /\bnetbsd/, versions: [twoParts] },
  {
    osType: 'windows',
    label: 'Windows Server',
    distro: 'windows',
    name: /\bwin(dows)?-?(server|svr|srv|s20|20\d\d)|\bserver-eval|\bw(in)?2k\d|\bws20\d\d/,
    versions: [/(?<!\d)(20(?:03|08|12|16|19|22|25)(?:-?r2)?)(?!\d)/, /w(?:in)?2k(\d{1,2})/],
    codenames: { '14393': '2016', '17763': '2019', '20348': '2022', '26100': '2025' },
  },
  {
    osType: 'windows',
    label: 'Windows',
    distro: 'windows',
    name: /(?<!virtio-)\bwin(dows)?-?(xp|vista|7|8(\.1)?|10|11)\b|\bwindows|\bclient(enterprise)?-?eval/,
    versions: [/win(?:dows)?-?(xp|vista|7|8(?:\.1)?|10|11)\b/],
  },
]
