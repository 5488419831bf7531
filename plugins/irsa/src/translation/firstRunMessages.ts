/** The page that shows newcomers around. */
export const firstRunMessages = {
  firstRun: {
    title: 'First steps',
    intro:
      'Three steps show what this portal does. Nothing is changed until somebody starts a migration, and a migration can be rolled back.',
    hide: 'Do not show this again',
    state: { done: 'Done', next: 'Next', later: 'Later' },
    noService: 'No service with a static key can be planned now.',
    step: {
      plan: {
        title: '1. Review a plan',
        text: 'A plan says what would change and what was checked. It changes nothing.',
      },
      migrate: {
        title: '2. Move the service to a role',
        text: 'Start the migration on the page of its plan, and watch each step. The old key stays active.',
        open: 'Open migrations',
      },
      preview: {
        title: '3. Compare the key and the role',
        text: 'The portal sends the same request with both, and shows the answers side by side.',
        open: 'Preview access',
      },
    },
  },
} as const;
