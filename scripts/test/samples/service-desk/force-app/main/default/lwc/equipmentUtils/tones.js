export const tones = ['calm', 'loud'];
