package a

type CLI struct {
	Key    string `env:"AWS_ACCESS_KEY_ID" required:""`
	Secret string `env:"AWS_SECRET_ACCESS_KEY" required:""`
}
