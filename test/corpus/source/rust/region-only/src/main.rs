let region = std::env::var("AWS_REGION").unwrap_or_default();
let role = std::env::var("AWS_ROLE_ARN").ok();
