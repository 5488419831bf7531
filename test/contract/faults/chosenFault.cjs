const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const faults = require('./faults.cjs');

const root = path.resolve(__dirname, '../../..');

/** Puts a fault into the text of its file. Throws unless its place is there exactly once. */
function putIn(fault, source) {
  const places = source.split(fault.from).length - 1;
  if (places !== 1) {
    throw new Error(
      `The fault ${fault.id} does not fit any more: its text is ${places} times in ${fault.file}, and has to be there once. Change \`from\` in test/contract/faults/faults.cjs.`,
    );
  }
  return source.replace(fault.from, () => fault.to);
}

/** The fault of this process, from the variable FAULT; undefined without one. */
function chosenFault() {
  const id = process.env.FAULT;
  if (!id) {
    return undefined;
  }
  const fault = faults.find(each => each.id === id);
  if (!fault) {
    throw new Error(`There is no fault ${id}`);
  }
  return {
    ...fault,
    absolute: path.join(root, fault.file),
    key: createHash('sha256').update(JSON.stringify(fault)).digest('hex'),
  };
}

/** Throws for the first fault that does not fit its file. */
function checkFaults() {
  const ids = new Set();
  for (const fault of faults) {
    if (ids.has(fault.id)) {
      throw new Error(`Two faults are called ${fault.id}`);
    }
    ids.add(fault.id);
    putIn(fault, readFileSync(path.join(root, fault.file), 'utf8'));
  }
}

module.exports = { checkFaults, chosenFault, putIn };
