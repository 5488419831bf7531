/** The card on the home page of the portal. */
export const homeMessages = {
  home: {
    title: 'AWS credentials',
    own_one: '{{count}} of your services is given a static AWS key.',
    own_other: '{{count}} of your services are given a static AWS key.',
    ownNone: 'None of your services is given a static AWS key.',
    ownNoneOfRead:
      'Not known: not every cluster was read in full. In what was read, none of your services is given a static AWS key.',
    ownNotLinked: 'It is not known yet which services are yours. {{reason}}.',
    worst: 'Your services with a static key, worst first',
    all_one: 'All services: {{count}} with a static key',
    all_other: 'All services: {{count}} with a static key',
  },
} as const;
