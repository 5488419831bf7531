package com.example

object Keys {
    val id = System.getenv()["AWS_ACCESS_KEY_ID"]!!
    val secret by lazy { System.getenv("AWS_SECRET_ACCESS_KEY")!! }
}
