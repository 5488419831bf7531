package main

import (
	"log"
	"os"
)

func main() {
	for _, name := range []string{"BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		if os.Getenv(name) == "" {
			log.Fatalf("%s is not set", name)
		}
	}
}
