package main

func init() {
	os.Setenv("AWS_ACCESS_KEY_ID", vault("id"))
	os.Setenv("AWS_SECRET_ACCESS_KEY", vault("secret"))
}
