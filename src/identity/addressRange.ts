import ipaddr from 'ipaddr.js'

/** The network an address is counted with: /24 of IPv4, /64 of IPv6, or `unknown`. */
export function addressRange(ip: string): string {
  if (!ipaddr.isValid(ip)) {
    return 'unknown'
  }
  const address = ipaddr.process(ip)
  const bits = address.kind() === 'ipv4' ? 24 : 64
  const kept = address.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0))

  return `${ipaddr.fromByteArray(kept).toString()}/${bits}`
}
