/** Icons of tabs by their number; `a|b` where releases differ in the word. */
const words =
  'Heart,Fan,Sun,Hexagon,Leaf,Triangle,Square,Diamond,Lightning,Moon,Star,Circle,Box,Hands,People,Bank,Sack,Form,Wrench|Handsaw,Airplane,Computer,Telephone,Envelope|Letter,Building,Alarm clock,Flag,Laptop,Cell phone,PDA,Radar dish|Radio dish,Car,Factory,Desk,Insect,Microphone,Train,Bridge,Camera,Telescope,Credit card,Cash|Stack of Cash,Treasure chest|Chest,Jewel,Hammer,Ticket,Stamp|Postage,Knight|Chess piece,Trophy,CD/DVD,Big top|Bigtop,Apple,Balls,Bell,Boat,Books,Bottle,Building Block,Caduceus,Can,Umbrella,Castle,Chalkboard,Chip,Compass,Cup,Dice,Gears,Globe,Guitar,Handsaw,Headset,Helicopter,Highway Sign,Hot Air Balloon,IP Phone,Keys,Locked|Lock,Map,Measuring Tape,Motorcycle,Musical Note,Whistle,Pencil,Presenter,Real Estate Sign,Red Cross,Safe,Sailboat,Saxophone,Scales,Shield,Ship,Shopping Cart,Stethoscope,Stopwatch,Street Sign,Thermometer,Truck,TV CRT,TV Widescreen'.split(
    ',',
  );

const known = new Set(words.flatMap((word) => word.split('|')).map((word) => plain(word)));

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** What is wrong with a tab's motif, `Custom18: Form`; undefined where nothing is. */
export const motifProblem = (motif: string): string | undefined => {
  const found = /^Custom(\d{1,3}): (\S.*?)$/.exec(motif);
  if (found === null) return `${motif} is no motif; they are written Custom18: Form.`;
  const [, number = ''] = found;
  if (Number(number) < 1 || Number(number) > words.length)
    return `There is no motif ${motif}: they go from 1 to ${words.length}.`;
  return undefined;
};

/** What is odd about the word behind a motif's number. Only the number counts: Salesforce's own samples make up words. */
export const motifWordProblem = (motif: string): string | undefined => {
  const [, number = '', word = ''] = /^Custom(\d{1,3}): (\S.*?)$/.exec(motif) ?? [];
  const named = words[Number(number) - 1];
  return named === undefined || known.has(plain(word))
    ? undefined
    : `There is no motif ${motif}; Custom${number} is ${named.split('|')[0] ?? ''}.`;
};

/** The names of the motif that has a motif's number, as releases write them; undefined where there is no such number. */
export const motifName = (motif: string): readonly string[] | undefined => {
  const number = /^Custom(\d{1,3}):/.exec(motif)?.[1] ?? '';
  return words[Number(number) - 1]?.split('|').map((word) => `Custom${number}: ${word}`);
};
