/** Time and randomness are parameters: code that reads them itself cannot be tested, nor an old draw recomputed. */
const noClockOrChance = {
  meta: { type: 'problem', docs: { description: 'clock and randomness are given, not taken' }, schema: [] },
  create(context) {
    const report = (node, what) =>
      context.report({ node, message: `${what} reads the clock or chance by itself; take it as a parameter.` });
    const isGlobal = (node, name) => node.type === 'Identifier' && node.name === name;
    return {
      NewExpression(node) {
        if (isGlobal(node.callee, 'Date') && node.arguments.length === 0) report(node, 'new Date()');
      },
      MemberExpression(node) {
        if (isGlobal(node.object, 'Date') && isGlobal(node.property, 'now')) report(node, 'Date.now');
        if (isGlobal(node.object, 'Math') && isGlobal(node.property, 'random')) report(node, 'Math.random');
      },
      CallExpression(node) {
        if (isGlobal(node.callee, 'randomUUID') || isGlobal(node.callee, 'randomBytes')) report(node, node.callee.name);
        if (isGlobal(node.callee, 'Date')) report(node, 'Date()');
      },
    };
  },
};

export default {
  meta: { name: 'suiji' },
  rules: { 'no-clock-or-chance': noClockOrChance },
};
