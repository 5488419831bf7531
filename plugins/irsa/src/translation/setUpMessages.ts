export const setUpMessages = {
  setUp: {
    open: 'Set-up',
    openOf: 'Open the set-up',
    title: 'Set-up',
    back: 'Services',
    problemOf: '{{key}}: {{message}}',
    nextTry: 'The portal tries again {{at}}.',
    leftOut_one: '{{count}} cluster is left out',
    leftOut_other: '{{count}} clusters are left out',
    leftOutOf: '{{name}}: {{reason}}',
    changeHosts: 'Change requests can be opened at: {{hosts}}',
    noChangeHost:
      'No host of change requests is configured. Add it to integrations in app-config.yaml.',
    extensions: 'Added by modules of this portal: {{names}}',
    rights: {
      title: 'IAM rights of the portal',
      none: 'No AWS account is configured.',
      as: 'as {{principal}}',
      allHeld: 'All {{all}} granted',
      someMissing: '{{missing}} of {{all}} missing',
      notKnown: '{{unknown}} of {{all}} not known',
      show: 'All actions',
      boundary: 'Permissions boundary',
      action: 'Action',
      state: {
        held: 'Granted',
        notHeld: 'Missing',
        notKnown: 'Not known',
      },
      boundaryState: {
        present: 'Present',
        absent: 'Missing',
        notKnown: 'Not known',
        notConfigured: 'Not configured',
      },
    },
  },
} as const;
