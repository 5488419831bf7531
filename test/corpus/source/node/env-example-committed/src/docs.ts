export const VARIABLES = [
  { name: 'AWS_ACCESS_KEY_ID', text: 'key of AWS', required: false },
  { name: 'AWS_SECRET_ACCESS_KEY', text: 'secret of AWS', required: false },
];
