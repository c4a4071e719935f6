/** Networks in CIDR notation. */

const V4 = /^\d{1,3}(\.\d{1,3}){3}$/;

export const isV4 = (address) => V4.test(address);

function v4(address, bits) {
  const whole = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(whole / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".");
}

function groups(address) {
  const [head, tail] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = address.includes("::") ? Array(8 - left.length - right.length).fill("0") : [];
  return [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
}

function v6(address, bits) {
  return groups(address)
    .map((group, at) => {
      const kept = Math.min(Math.max(bits - at * 16, 0), 16);
      return (group & (0xffff << (16 - kept)) & 0xffff).toString(16);
    })
    .join(":")
    .replace(/(^|:)0(:0)+(:|$)/, "::");
}

/** The network of that many bits around an address, such as 84.208.20.0/24. */
export const network = (address, bits) => `${isV4(address) ? v4(address, bits) : v6(address, bits)}/${bits}`;

/** The sizes that may be chosen without a second thought, narrow first. */
export const sizes = (address) =>
  isV4(address) ? [32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22] : [128, 120, 112, 96, 80, 64, 60, 56, 52, 48];

/** What is offered first: what counts as one place. */
export const usual = (address) => (isV4(address) ? 24 : 64);

/** How many addresses, for IPv4. */
export const addresses = (bits) => 2 ** (32 - bits);
