const HIDDEN: [&str; 2] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

fn clean() {
    std::env::remove_var("AWS_ACCESS_KEY_ID");
}
