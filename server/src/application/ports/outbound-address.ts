import { BlockList, isIP } from 'node:net';

const thisMachine = new BlockList();
thisMachine.addSubnet('127.0.0.0', 8, 'ipv4');
thisMachine.addAddress('::1', 'ipv6');
const nearby = new BlockList();
// Link-local: where clouds give away the machine's credentials.
nearby.addSubnet('169.254.0.0', 16, 'ipv4');
nearby.addSubnet('fe80::', 10, 'ipv6');
nearby.addAddress('fd00:ec2::254', 'ipv6');
// "This host", which most systems take for the loopback.
nearby.addSubnet('0.0.0.0', 8, 'ipv4');
nearby.addAddress('::', 'ipv6');

const isIn = (list: BlockList, address: string): boolean => {
  const kind = isIP(address);
  return kind !== 0 && list.check(address, kind === 4 ? 'ipv4' : 'ipv6');
};

const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Whether an address leads to this machine, as the local org's does. */
export const isThisMachine = (url: string): boolean => {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || isIn(thisMachine, host);
};

/** Whether an address leads to a neighbour of this machine that is no CRM, or to "no address at all". */
export const isNoCrm = (url: string): boolean => isIn(nearby, hostOf(url));
