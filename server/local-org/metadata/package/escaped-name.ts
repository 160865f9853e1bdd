/** Names of files and in manifests may be escaped as in addresses: `Plan%2C Quota-Plan Layout`. */
export const unescaped = (name: string): string => {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};
