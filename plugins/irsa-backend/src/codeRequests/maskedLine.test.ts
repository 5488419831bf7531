import { maskedLine } from './maskedLine';

it.each([
  [' password = "hunter-2000"', ' password = "•••"'],
  ["-  'api_key' => 'abc',", "-  'api_key' => '•••',"],
  [
    '+ {"db": {"token": "x y", "name": "n"}}',
    '+ {"db": {"token": "•••", "name": "n"}}',
  ],
  ['   password: hunter2', '   password: •••'],
  ['   password: hunter2 # of prod', '   password: ••• # of prod'],
  ['     password "hunter2"', '     password "•••"'],
  [
    ' <repo.password>hunter2</repo.password>',
    ' <repo.password>•••</repo.password>',
  ],
  [' x = 1  # password = hunter2', ' x = 1  # password = •••'],
  [
    ' url = "https://me:pass@example.com/a"',
    ' url = "https://•••@example.com/a"',
  ],
])('hides the secret of %p', (line, shown) => {
  expect(maskedLine(line)).toBe(shown);
});

it.each([
  '-    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],',
  '-  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,',
  '+s3 = boto3.client("s3")',
  '-secret = settings.get("aws.secret")',
  ' <artifactId>auth-token</artifactId>',
  '@@ -8,8 +6,6 @@',
])('leaves the code of %p', line => {
  expect(maskedLine(line)).toBe(line);
});
