/** What is wrong with the logic over numbered conditions, `1 AND (2 OR 3)`; undefined where nothing is. */
export const booleanFilterProblem = (logic: string, conditions: number): string | undefined => {
  const tokens = logic.match(/\d+|[()]|[A-Za-z]+|\S/g) ?? [];
  let at = 0;
  const used = new Set<number>();
  const operand = (): boolean => {
    const token = tokens[at]?.toUpperCase();
    at += 1;
    if (token === 'NOT') return operand();
    if (token === '(') {
      const inner = expression();
      at += 1;
      return inner && tokens[at - 1] === ')';
    }
    if (token === undefined || !/^\d+$/.test(token)) return false;
    used.add(Number(token));
    return true;
  };
  const expression = (): boolean => {
    if (!operand()) return false;
    while (/^(AND|OR)$/i.test(tokens[at] ?? '')) {
      at += 1;
      if (!operand()) return false;
    }
    return true;
  };
  if (!expression() || at !== tokens.length) return `The logic "${logic}" is not well-formed.`;
  const beyond = [...used].find((number) => number < 1 || number > conditions);
  if (beyond !== undefined) return `The logic "${logic}" names condition ${beyond}, of which there are ${conditions}.`;
  const left = Array.from({ length: conditions }, (_, index) => index + 1).find((number) => !used.has(number));
  return left === undefined ? undefined : `The logic "${logic}" leaves out condition ${left}.`;
};
