export const shorten = (text) => text?.slice(0, 40);
