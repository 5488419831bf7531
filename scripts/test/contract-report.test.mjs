import assert from 'node:assert/strict';
import test from 'node:test';
import { formatContractReport, readRows } from '../lib/contractReport.mjs';

const row = (title, status = 'passed', world = 'lab') => ({
  ancestorTitles: [`roles, ${world}`],
  title,
  status,
});
const report = {
  testResults: [
    {
      name: '/clone/test/contract/src/aws/roles.test.ts',
      assertionResults: [
        row('role.create: a role is made'),
        row('role.get: what: with a colon', 'failed'),
        row('role.paginate: not in the lab, because MiniStack does not page'),
        row('role.bad-name: not in the lab, because MiniStack takes all'),
        row('role.long-name: not in the lab, because MiniStack takes all'),
        row('role.other: of another world', 'passed', 'sandbox'),
      ],
    },
    {
      name: 'C:\\clone\\test\\contract\\src\\kubernetes\\reading.test.ts',
      assertionResults: [
        row('list.all: every page is read'),
        row('list.gone: known gap of the lab: it has snapshots'),
      ],
    },
  ],
};

test('rows are told from gaps, and other worlds left out', () => {
  assert.deepEqual(readRows(report, 'lab').slice(1, 3), [
    { id: 'role.get', area: 'aws/roles', reason: undefined, passed: false },
    {
      id: 'role.paginate',
      area: 'aws/roles',
      reason: 'not in the lab, because MiniStack does not page',
      passed: true,
    },
  ]);
  assert.equal(readRows(report, 'lab').length, 7);
});

test('the report counts by area and gives each reason once', () => {
  assert.equal(
    formatContractReport(report, 'lab'),
    `What is proven where (npm test runs every row in the sandbox, this run those of the lab)

area                rows  sandbox and lab  sandbox only
aws/roles              5                1             3  1 failed
kubernetes\\reading     2                1             1
all                    7                2             4  1 failed

Proven in the sandbox only, and why:
  known gap of the lab: it has snapshots
      1: list.gone
  not in the lab, because MiniStack does not page
      1: role.paginate
  not in the lab, because MiniStack takes all
      2: role.bad-name, role.long-name`,
  );
});
