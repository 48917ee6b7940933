package dev.fairlead.it.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.samples.chat.ChatEndpoint;
import dev.fairlead.websocket.server.Server;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The chat page in a real browser: two tabs talk, and the page shows who is there and what was negotiated. */
@Timeout(120)
class ChatPageIT {
    private static final List<String> BROWSERS = List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");

    // The browser may still write when its profile is to be removed.
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path profile;

    private Server server;
    private ChromeDriver browser;

    @BeforeEach
    void start() throws Exception {
        String chromium = first(BROWSERS);
        String driver = first(DRIVERS);
        assumeTrue(chromium != null && driver != null, "chromium and chromedriver aren't installed");
        server = Server.builder().host("127.0.0.1").port(0).endpoint(ChatEndpoint.class).staticFiles("web").build();
        server.start();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driver)).usingAnyFreePort()
                .withEnvironment(Map.of("HOME", profile.toString(), "PATH", System.getenv("PATH"))).build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--window-size=1100,760", "--user-data-dir=" + profile.resolve("user"));
        browser = new ChromeDriver(service, options);
    }

    private static String first(List<String> paths) {
        return paths.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst().orElse(null);
    }

    @AfterEach
    void stop() throws IOException {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.stop();
        }
    }

    private void join(String nickname, String room) {
        browser.get("http://127.0.0.1:" + server.port() + "/");
        browser.findElement(By.id("nickname")).clear();
        browser.findElement(By.id("nickname")).sendKeys(nickname);
        browser.findElement(By.id("room")).clear();
        browser.findElement(By.id("room")).sendKeys(room);
        browser.findElement(By.cssSelector("#join button")).click();
        awaitText("state", "Connected");
    }

    private void say(String text) {
        browser.findElement(By.id("message")).sendKeys(text, Keys.ENTER);
        awaitText("log", text);
    }

    private void awaitText(String id, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), text));
    }

    private List<String> members() {
        return browser.findElements(By.cssSelector("#members li")).stream().map(e -> e.getText().strip()).toList();
    }

    @Test
    void twoTabsChatAndThePageTellsWhatIsGoingOn() throws Exception {
        String ada = browser.getWindowHandle();
        join("Ada", "harbour");
        say("Is anybody there?");

        String grace = browser.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        join("Grace", "harbour");
        awaitText("log", "Is anybody there?");
        awaitText("count", "2");
        assertThat(members()).anyMatch(name -> name.contains("Ada")).anyMatch(name -> name.contains("Grace"));
        assertThat(browser.findElement(By.id("extension")).getText()).startsWith("permessage-deflate");
        say("I am. Grüße aus dem Hafen \u2693");

        browser.switchTo().window(ada);
        awaitText("log", "Grüße aus dem Hafen");
        awaitText("log", "Grace joined");
        awaitText("count", "2");
        say("Welcome, Grace.");
        keepScreenshot();

        browser.switchTo().window(grace);
        awaitText("log", "Welcome, Grace.");
        browser.close();
        browser.switchTo().window(ada);
        awaitText("log", "Grace left");
        awaitText("count", "1");
    }

    private void keepScreenshot() throws IOException {
        Path file = Program.target("screenshots").resolve("chat.png");
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void pageReconnectsAfterTheServerCameBack() throws Exception {
        join("Ada", "quay");
        int port = server.port();
        server.stop();
        awaitText("state", "Connection lost");
        server = Server.builder().host("127.0.0.1").port(port).endpoint(ChatEndpoint.class).staticFiles("web").build();
        server.start();
        awaitText("state", "Connected");
        say("Back again.");
    }
}
