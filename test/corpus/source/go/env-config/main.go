package main

func keys() (string, string) {
	id, ok := os.LookupEnv("AWS_ACCESS_KEY_ID")
	if !ok {
		log.Fatal("no key")
	}
	return id, viper.GetString("aws.secret_access_key")
}
