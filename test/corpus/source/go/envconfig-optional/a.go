package a

func hint() string {
	if _, ok := os.LookupEnv("AWS_ROLE_ARN"); ok {
		return "role"
	}
	return "AWS_ACCESS_KEY_ID is not used"
}
