package a

var (
	id     = flag.String("id", os.Getenv("AWS_ACCESS_KEY_ID"), "key")
	secret = flag.String("secret", os.Getenv("AWS_SECRET_ACCESS_KEY"), "secret")
)
