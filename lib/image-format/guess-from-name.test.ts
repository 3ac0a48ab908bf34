import { describe, expect, it } from 'vitest'
import { guessFromName } from './guess-from-name'

/** File name → os_distro, os_version, architecture, title; `-` where nothing is told. */
const names = `
noble-server-cloudimg-amd64.img | ubuntu 24.04 x86_64 | Ubuntu 24.04
jammy-minimal-cloudimg-arm64.img | ubuntu 22.04 aarch64 | Ubuntu 22.04
ubuntu-24.04-server-cloudimg-amd64.img | ubuntu 24.04 x86_64 | Ubuntu 24.04
ubuntu-24.04.1-live-server-amd64.iso | ubuntu 24.04 x86_64 | Ubuntu 24.04
ubuntu-18.04-minimal-cloudimg-i386.img | ubuntu 18.04 i686 | Ubuntu 18.04
Ubuntu_22.04_LTS.qcow2 | ubuntu 22.04 - | Ubuntu 22.04
debian-12-genericcloud-amd64-20240211-1654.qcow2 | debian 12 x86_64 | Debian 12
debian-12.5.0-amd64-netinst.iso | debian 12 x86_64 | Debian 12
debian-13-nocloud-ppc64el.raw | debian 13 ppc64le | Debian 13
debian-sid-genericcloud-arm64-daily.tar.xz | debian sid aarch64 | Debian Sid
debian-12-nocloud-riscv64.qcow2 | debian 12 - | Debian 12
debian-bookworm-custom.qcow2 | debian 12 - | Debian 12
CentOS-Stream-GenericCloud-9-20240415.0.x86_64.qcow2 | centos 9 x86_64 | CentOS Stream 9
CentOS-Stream-9-latest-x86_64-dvd1.iso | centos 9 x86_64 | CentOS Stream 9
centos9stream.qcow2 | centos 9 - | CentOS Stream 9
CentOS-7-x86_64-GenericCloud-2009.qcow2 | centos 7 x86_64 | CentOS 7
CentOS-8-GenericCloud-8.4.2105-20210603.0.x86_64.qcow2 | centos 8 x86_64 | CentOS 8
Rocky-9-GenericCloud-Base-9.3-20231113.0.x86_64.qcow2 | rocky 9.3 x86_64 | Rocky Linux 9.3
Rocky-9-GenericCloud.latest.x86_64.qcow2 | rocky 9 x86_64 | Rocky Linux 9
AlmaLinux-9-GenericCloud-9.3-20231113.x86_64.qcow2 | almalinux 9.3 x86_64 | AlmaLinux 9.3
AlmaLinux-8-GenericCloud-latest.aarch64.qcow2 | almalinux 8 aarch64 | AlmaLinux 8
OL9U3_x86_64-kvm-b220.qcow2 | ol 9.3 x86_64 | Oracle Linux 9.3
rhel-9.3-x86_64-kvm.qcow2 | rhel 9.3 x86_64 | Red Hat Enterprise Linux 9.3
rhel-baseos-9.0-s390x-kvm.qcow2 | rhel 9.0 s390x | Red Hat Enterprise Linux 9.0
Fedora-Cloud-Base-40-1.14.x86_64.qcow2 | fedora 40 x86_64 | Fedora 40
Fedora-Cloud-Base-Generic.x86_64-40-1.14.qcow2 | fedora 40 x86_64 | Fedora 40
Fedora-Server-dvd-x86_64-41-1.4.iso | fedora 41 x86_64 | Fedora 41
fedora-coreos-39.20240128.3.0-openstack.x86_64.qcow2.xz | fedora-coreos 39 x86_64 | Fedora CoreOS 39
openSUSE-Leap-15.6-Minimal-VM.x86_64-Cloud.qcow2 | opensuse 15.6 x86_64 | openSUSE 15.6
openSUSE-Tumbleweed-Minimal-VM.x86_64-Cloud.qcow2 | opensuse tumbleweed x86_64 | openSUSE Tumbleweed
SLES15-SP5-Minimal-VM.x86_64-OpenStack-Cloud-GM.qcow2 | sles 15.5 x86_64 | SUSE Linux Enterprise Server 15.5
cirros-0.6.2-x86_64-disk.img | cirros 0.6.2 x86_64 | CirrOS 0.6.2
cirros-0.5.2-arm-disk.img | cirros 0.5.2 - | CirrOS 0.5.2
nocloud_alpine-3.19.1-x86_64-bios-cloudinit-r0.qcow2 | alpine 3.19 x86_64 | Alpine Linux 3.19
alpine-virt-3.20.3-aarch64.iso | alpine 3.20 aarch64 | Alpine Linux 3.20
FreeBSD-14.0-RELEASE-amd64.qcow2.xz | freebsd 14.0 x86_64 | FreeBSD 14.0
Arch-Linux-x86_64-cloudimg-20240115.208.qcow2 | arch - x86_64 | Arch Linux
archlinux-2024.01.01-x86_64.iso | arch - x86_64 | Arch Linux
kali-linux-2023.4-qemu-amd64.7z | kali 2023.4 x86_64 | Kali Linux 2023.4
amzn2-kvm-2.0.20231218.0-x86_64.xfs.gpt.qcow2 | amzn 2 x86_64 | Amazon Linux 2
al2023-kvm-2023.3.20240108.0-kernel-6.1-arm64.xfs.gpt.qcow2 | amzn 2023 aarch64 | Amazon Linux 2023
openEuler-22.03-LTS-SP3-x86_64.qcow2.xz | openeuler 22.03 x86_64 | openEuler 22.03
AnolisOS-8.8-x86_64-ANCK.qcow2 | anolis 8.8 x86_64 | Anolis OS 8.8
Kylin-Server-V10-SP3-General-Release-2303-ARM64.iso | kylin V10 aarch64 | Kylin V10
gentoo-openstack-amd64-default-20240101.qcow2 | gentoo - x86_64 | Gentoo
flatcar_production_openstack_image.img.bz2 | flatcar - - | Flatcar Container Linux
windows_server_2022_standard_eval_kvm.qcow2.gz | windows 2022 - | Windows Server 2022
en-us_windows_server_2019_x64_dvd_f9475476.iso | windows 2019 x86_64 | Windows Server 2019
Windows Server 2012 R2.vhdx | windows 2012r2 - | Windows Server 2012r2
26100.1.240331-1435.ge_release_SERVER_EVAL_x64FRE_en-us.iso | windows 2025 x86_64 | Windows Server 2025
Win11_23H2_English_x64.iso | windows 11 x86_64 | Windows 11
win10.vmdk | windows 10 - | Windows 10
virtio-win-0.1.240.iso | - - - | -
drawing.img | - - - | -
backup-2024-05-17.qcow2 | - - - | -
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '))

describe('what a file name tells', () => {
  it.each(names)('%s', (fileName = '', told = '', title = '') => {
    const guess = guessFromName(fileName)
    const { os_distro = '-', os_version = '-', architecture = '-' } = guess.properties
    expect(`${os_distro} ${os_version} ${architecture}`).toBe(told)
    expect(guess.title ?? '-').toBe(title)
  })

  it('the type of system as far as Nova has a word for it', () => {
    expect(guessFromName('debian-12.qcow2').properties.os_type).toBe('linux')
    expect(guessFromName('win11.iso').properties.os_type).toBe('windows')
    expect(guessFromName('freebsd-14.0.raw').properties).not.toHaveProperty('os_type')
  })
})

describe('the name to show', () => {
  it.each([
    ['noble-server-cloudimg-amd64.img', 'noble-server-cloudimg-amd64'],
    ['FreeBSD-14.0-RELEASE-amd64.qcow2.xz', 'FreeBSD-14.0-RELEASE-amd64'],
    ['C:\\images\\disk.vhdx', 'disk'],
    ['/srv/images/disk', 'disk'],
    ['disk (2).qcow2', 'disk'],
    ['my%20image%2Fone.img', 'my image/one'],
    ['100%.img', '100%'],
    ['release-1.2', 'release-1.2'],
    ['麒麟 V10.qcow2', '麒麟 V10'],
    ['rocket\u{1f680}-\u202eevil\u0007.img', 'rocket-evil'],
    ['.qcow2', 'image'],
    ['', 'image'],
  ])('%s → %s', (fileName, name) => {
    expect(guessFromName(fileName).name).toBe(name)
  })

  it('is never longer than Glance allows, and long names take no time', () => {
    const started = performance.now()
    for (const part of ['a', '9.', '-x86-64', 'ubuntu-', '(1)', '.img', '%41']) {
      const guess = guessFromName(part.repeat(100_000))
      expect(guess.name.length).toBeLessThanOrEqual(255)
    }
    expect(performance.now() - started).toBeLessThan(500)
  })
})
