package a

const help = `
Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for local runs:
  credentials.NewStaticCredentialsProvider(id, secret, "")
`
