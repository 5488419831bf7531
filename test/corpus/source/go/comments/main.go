package main

/* credentials.NewStaticCredentialsProvider(id, secret, "") was here,
   and os.Getenv("AWS_ACCESS_KEY_ID") too. */

const help = `
  credentials.NewStaticCredentialsProvider(id, secret, "")
`

func main() {
	run() // not credentials.NewEnvCredentials()
}
