package a

var app = App{
	DB: DB{Host: "localhost"},
	AWS: &aws.Config{
		Credentials: credentials.NewStaticCredentials(id, secret, ""),
	},
}
