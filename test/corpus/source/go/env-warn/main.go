package main

func main() {
	if _, isSet := os.LookupEnv("AWS_ACCESS_KEY_ID"); isSet {
		log.Println("a static key is set; the role is ignored")
	}
	run()
}
