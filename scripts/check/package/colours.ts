import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import { lineAt } from '../../../server/local-org/metadata/rules/bundles/source-files.ts';

/** Every colour that style sheets know by a name. */
const names =
  'aliceblue|antiquewhite|aqua|aquamarine|azure|beige|bisque|black|blanchedalmond|blue|blueviolet|brown|burlywood|cadetblue|chartreuse|chocolate|coral|cornflowerblue|cornsilk|crimson|cyan|darkblue|darkcyan|darkgoldenrod|darkgray|darkgreen|darkgrey|darkkhaki|darkmagenta|darkolivegreen|darkorange|darkorchid|darkred|darksalmon|darkseagreen|darkslateblue|darkslategray|darkslategrey|darkturquoise|darkviolet|deeppink|deepskyblue|dimgray|dimgrey|dodgerblue|firebrick|floralwhite|forestgreen|fuchsia|gainsboro|ghostwhite|gold|goldenrod|gray|green|greenyellow|grey|honeydew|hotpink|indianred|indigo|ivory|khaki|lavender|lavenderblush|lawngreen|lemonchiffon|lightblue|lightcoral|lightcyan|lightgoldenrodyellow|lightgray|lightgreen|lightgrey|lightpink|lightsalmon|lightseagreen|lightskyblue|lightslategray|lightslategrey|lightsteelblue|lightyellow|lime|limegreen|linen|magenta|maroon|mediumaquamarine|mediumblue|mediumorchid|mediumpurple|mediumseagreen|mediumslateblue|mediumspringgreen|mediumturquoise|mediumvioletred|midnightblue|mintcream|mistyrose|moccasin|navajowhite|navy|oldlace|olive|olivedrab|orange|orangered|orchid|palegoldenrod|palegreen|paleturquoise|palevioletred|papayawhip|peachpuff|peru|pink|plum|powderblue|purple|rebeccapurple|red|rosybrown|royalblue|saddlebrown|salmon|sandybrown|seagreen|seashell|sienna|silver|skyblue|slateblue|slategray|slategrey|snow|springgreen|steelblue|tan|teal|thistle|tomato|turquoise|violet|wheat|white|whitesmoke|yellow|yellowgreen';

const literal = new RegExp(
  String.raw`#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<=[:\s,(])(?:${names})(?=[\s;,)!])`,
  'g',
);

/** Blanks the fallbacks of `var(--slds-g-…, fallback)`, which stand in only where the platform gives no value. */
const withoutFallbacks = (text: string): string => {
  let result = '';
  for (let at = 0; at < text.length;) {
    if (!text.startsWith('var(--slds-g-', at)) {
      result += text.charAt(at);
      at += 1;
      continue;
    }
    let depth = 0;
    do {
      const character = text.charAt(at);
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      result += character === '\n' ? '\n' : ' ';
      at += 1;
    } while ((depth > 0 || text.charAt(at - 1) !== ')') && at < text.length);
  }
  return result;
};

const blank = (part: string): string => part.replaceAll(/[^\n]/g, ' ');

/** Where colours stand: whole style sheets, and style attributes and SVG paint of templates. */
const painted = (file: string, text: string): string => {
  if (file.endsWith('.css')) return text.replaceAll(/\/\*[^]*?\*\//g, blank);
  const kept = /\b(?:style|fill|stroke|stop-color|color)="[^"]*"/g;
  let result = '';
  let at = 0;
  for (const match of text.matchAll(kept)) {
    result += blank(text.slice(at, match.index)) + match[0].replaceAll('"', ' ').replace('=', ':');
    at = match.index + match[0].length;
  }
  return result + blank(text.slice(at));
};

/** The one place where the project's own colours are said, each for light and dark; everything else takes them from there. */
const palette = '/taktTokens/taktTokens.css';

/** Components take colours from the platform's styling hooks, so that they follow the theme. */
export const colours: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    bundle.contents
      .filter((file) => /\.(css|html)$/.test(file) && !file.includes('/__') && !file.endsWith(palette))
      .flatMap((file) => {
        const text = contents.files.text(file);
        return [...withoutFallbacks(painted(file, text)).matchAll(literal)].map((match) => ({
          ...problem('colour', bundle, `${match[0]} is a colour of its own; take a hook, var(--slds-g-color-…).`),
          file,
          line: lineAt(text, match.index),
        }));
      }),
  );
