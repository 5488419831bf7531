package com.example;

class S3 {}
