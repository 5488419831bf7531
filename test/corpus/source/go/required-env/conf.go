package main

type Conf struct {
	Region string `env:"AWS_REGION"`
	ID     string `env:"AWS_ACCESS_KEY_ID,required"`
	Secret string `env:"AWS_SECRET_ACCESS_KEY,required"`
}
