package a

func main() {
	if os.Getenv("AWS_ACCESS_KEY_ID") == "" {
		log.Println("no key")
		os.Exit(1)
	}
}
