package com.example
